// How wide a chart is drawn: as its place, or as a paper of A4 in print. All places are measured at once, before
// anything is drawn in them: each one later would have the browser lay out the whole page anew.
const PLACES = "#verschil, .inhoud";
const paper = { width: null };
const widths = new Map();
export const setSheet = (width) => { paper.width = width; };
export const forgetWidths = () => widths.clear();
export const widthOf = (element) => {
  if (!widths.size) for (const place of document.querySelectorAll(PLACES)) widths.set(place, place.clientWidth);
  if (!widths.has(element)) throw new Error(`the width of ${element.id} is not measured`);
  return Math.max(240, Math.min(2000, (paper.width ?? widths.get(element)) || 640));
};
