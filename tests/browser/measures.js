// Run in the page by test_page.py: the texts of which the contrast is too low, by the formulas of WCAG 2.2.

const luminance = ([red, green, blue]) => {
  const linear = [red, green, blue].map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
};

const contrast = (a, b) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

const channels = (color) => {
  const [red, green, blue, alpha = 1] = color.match(/[\d.]+/g).map(Number);
  return { rgb: [red, green, blue], alpha };
};

/** The first background that is not transparent, from the element outwards. */
const backgroundOf = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const { rgb, alpha } = channels(getComputedStyle(at).backgroundColor);
    if (alpha === 1) return rgb;
    if (alpha > 0) throw new Error(`${at.tagName}: a half transparent background is not reckoned with`);
  }
  return [255, 255, 255];
};

const isShown = (element) => {
  const { width, height } = element.getBoundingClientRect();
  return element.checkVisibility() && width > 1 && height > 1;
};

/** Large text may have less contrast: from 24 px, or from 18.66 px where it is bold. */
const leastContrast = (style) => {
  const size = parseFloat(style.fontSize);
  return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
};

const fault = (what, foreground, background, least) => {
  const ratio = contrast(foreground, background);
  return ratio < least ? [`${what}: ${ratio.toFixed(2)} is below ${least}`] : [];
};

const faultsOfText = (element, pseudo) => {
  const style = getComputedStyle(element, pseudo);
  const color = element instanceof SVGElement ? style.fill : style.color;
  const name = `${element.tagName}.${element.getAttribute("class") ?? ""}${pseudo ?? ""}`;
  return fault(name, channels(color).rgb, backgroundOf(element), leastContrast(style));
};

const hasText = (element) =>
  [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== "");

const faults = [];
let looked = 0;
for (const element of document.querySelectorAll("body *")) {
  if (!isShown(element)) continue;
  if (hasText(element)) {
    looked += 1;
    faults.push(...faultsOfText(element));
  }
  if (element.matches("input:placeholder-shown")) faults.push(...faultsOfText(element, "::placeholder"));
  // What shows where a field or a bar is needs 3 to 1.
  const style = getComputedStyle(element);
  const outside = backgroundOf(element.parentElement);
  if (element.matches("input, .handle::after"))
    faults.push(...fault("border of a field", channels(style.borderColor).rgb, outside, 3));
  if (element.matches(".bar")) faults.push(...fault("bar", channels(style.fill).rgb, outside, 3));
}
return { faults: [...new Set(faults)], looked };
