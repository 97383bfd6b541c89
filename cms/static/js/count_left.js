// Says how many words are written and how many characters are left, while an answer is being written.

for (const place of document.querySelectorAll("[data-count]")) {
  const field = document.getElementById(place.dataset.count);
  const show = () => {
    const words = field.value.split(/\s+/).filter(Boolean).length;
    const left = Math.max(field.maxLength - field.value.length, 0);
    place.textContent = place.dataset.said.replace("{words}", words).replace("{left}", left.toLocaleString("vi-VN"));
    place.hidden = false;
  };
  field.addEventListener("input", show);
  addEventListener("pageshow", show);
}
