// Addresses of pages are made from their titles while these are typed. Letters with marks would be dropped ("chụp ảnh"
// would become "chp-nh"), so the marks are taken off before the editor sees the title.
const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D");

function takeOffMarks(event) {
  if (event.target.name === "slug" && typeof event.detail?.value === "string") event.detail.value = bare(event.detail.value);
}

document.addEventListener("w-sync:check", takeOffMarks, true);
document.addEventListener("w-sync:apply", takeOffMarks, true);
