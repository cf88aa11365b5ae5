// Copies the page's address, which holds every choice that is not the default. Browsers open the clipboard to
// addresses with https (or this machine) alone: elsewhere the address is shown, chosen, for the reader to copy.
export default function ({ parentElement, data }) {
  const find = (selector) => parentElement.querySelector(selector);
  const [button, label, field, status] = [find("button"), find("label"), find("input"), find("p")];
  button.textContent = data.label;
  find("span").textContent = data.by_hand;
  button.onclick = async () => {
    const address = window.location.href;
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = data.copied;
    } catch {
      label.hidden = false;
      field.value = address;
      field.select();
    }
  };
}
