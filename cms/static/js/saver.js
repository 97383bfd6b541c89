// Whoever saves data sees a picture after a tap, in the place of its link. Without this the link opens it by itself.

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-show]");
  if (!link) return;
  event.preventDefault();
  const picture = Object.assign(new Image(link.dataset.width, link.dataset.height), { alt: link.dataset.alt, tabIndex: -1 });
  picture.src = link.href;
  link.replaceWith(picture);
  picture.focus();
});
