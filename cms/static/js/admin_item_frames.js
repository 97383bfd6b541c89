// Frames that show a question grow to its height; without this script they scroll.
for (const frame of document.querySelectorAll(".bank-frame")) {
  let watched;
  const fit = () => {
    const content = frame.contentDocument?.querySelector(".wrap");
    if (!content) return;
    frame.style.height = `${Math.ceil(content.getBoundingClientRect().bottom) + 16}px`;
    if (watched === content) return;
    watched = content;
    new ResizeObserver(fit).observe(content);
  };
  frame.addEventListener("load", fit);
  fit();
}
