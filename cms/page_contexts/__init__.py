"""What the pages show besides their own content: the place where content and person meet."""
