// The list of signers and the hint of the number follow the issuing body chosen. Without this script the list names, in
// groups, whom each signs for, the hint the symbol of every body, and the server refuses the wrong one.

const issuer = document.querySelector("#id_issuer");
const signer = document.querySelector("[data-signs]");
const number = document.querySelector("[data-hints]");

/** How the list offers those of one body only. */
function signersOf() {
  const signs = JSON.parse(signer.dataset.signs);
  const whole = [...signer.children];
  const people = [...signer.querySelectorAll("option[value]:not([value=''])")].map((option) => [option.parentElement, option]);

  return () => {
    const own = new Set(signs[issuer.value]);
    const chosen = signer.value;
    signer.replaceChildren(...whole);
    for (const [group, option] of people) group.append(option);
    for (const [, option] of people) if (!own.has(option.value)) option.remove();
    for (const group of signer.querySelectorAll("optgroup")) if (!group.children.length) group.remove();
    signer.value = own.has(chosen) ? chosen : "";
  };
}

/** How the hint below the number says what this body's clerk types. */
function hintOf() {
  const hints = JSON.parse(number.dataset.hints);
  const hint = document.querySelector("#id_number_helptext");

  return () => {
    hint.textContent = hints[issuer.value];
  };
}

function start() {
  const follow = [signersOf(), hintOf()];
  const offer = () => follow.forEach((change) => change());

  issuer.addEventListener("change", offer);
  addEventListener("pageshow", offer);
  offer();
}

if (issuer && signer && number) start();
