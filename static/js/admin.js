// Searchable choices in the administration pages say which field they belong to, not only what is chosen.
const nameChoices = () => {
  for (const box of document.querySelectorAll(".select2-selection--single")) {
    const field = box.closest(".select2").previousElementSibling;
    const label = document.querySelector(`label[for="${field.id}"]`);
    const chosen = box.querySelector(".select2-selection__rendered");
    if (!label) continue;
    label.id = `${field.id}-label`;
    box.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
    chosen.setAttribute("aria-labelledby", label.id);
  }
};
// select2 itself is drawn in a timer that may follow the load event.
window.addEventListener("load", () => setTimeout(nameChoices));
