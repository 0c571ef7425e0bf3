// Figures as people write them: Dutch `€ 1.234.567`, English `€ 1,234,567`.
// Amounts come in whole eurocents; what is shown rounded is rounded here only.

const locale = document.documentElement.lang === "en" ? "en-GB" : "nl-NL";
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const two = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const small = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
const MINUS = "\u2212";
const NBSP = "\u00a0";

// A number with a real minus sign, and never minus nothing.
function minus(text) {
  return /[1-9]/.test(text) ? text.replace("-", MINUS) : text.replace("-", "");
}

function withSign(value, text) {
  if (!/[1-9]/.test(text)) return text;
  return value > 0 ? `+${NBSP}${text}` : `${MINUS}${NBSP}${text}`;
}

export function count(people) {
  return minus(whole.format(people));
}

// Whole euros, without and with the sign of the currency.
export function euros(cents) {
  return minus(whole.format(cents / 100));
}

// An amount: where it is below zero its sign stands before the currency, as with a difference.
export function euro(cents) {
  return cents < 0 ? euroSigned(cents) : `€${NBSP}${euros(cents)}`;
}

export function euroCents(cents) {
  return cents < 0 ? euroCentsSigned(cents) : `€${NBSP}${two.format(cents / 100)}`;
}

export function euroMillions(cents, unit) {
  const text = `€${NBSP}${one.format(Math.abs(cents) / 1e8)}${NBSP}${unit}`;
  return cents < 0 ? withSign(cents, text) : text;
}

// A difference: its sign stands first.
export function euroSigned(cents) {
  return withSign(cents, `€${NBSP}${whole.format(Math.abs(cents) / 100)}`);
}

export function euroCentsSigned(cents) {
  return withSign(cents, `€${NBSP}${two.format(Math.abs(cents) / 100)}`);
}

export function millions(cents) {
  return minus(one.format(cents / 1e8));
}

export function millionsSigned(cents) {
  return withSign(cents, one.format(Math.abs(cents) / 1e8)).replace(NBSP, "");
}

export function thousandsSigned(cents) {
  return withSign(cents, whole.format(Math.abs(cents) / 1e5)).replace(NBSP, "");
}

// Where there is little room: decimals only below ten million.
export function millionsShort(cents) {
  return Math.abs(cents) < 1e9 ? millionsSigned(cents) : withSign(cents, whole.format(Math.abs(cents) / 1e8)).replace(NBSP, "");
}

// A share: 0.1234 is 12,3%.
export function percent(share) {
  return `${minus(one.format(share * 100))}%`;
}

// A share of which only the first figures matter: 0.00015 is 0,015%.
export function percentSmall(share) {
  return `${small.format(share * 100)}%`;
}

export function percentSigned(share) {
  return withSign(share, `${one.format(Math.abs(share) * 100)}%`).replace(NBSP, "");
}

const formats = new Map();

// Decimals of a step between marks: where its first figure stands, and one more for a step such as 2.5 or 0.25.
function decimalsOfStep(step) {
  const first = -Math.floor(Math.log10(step) + 1e-9);
  const scaled = step * 10 ** first;
  return Math.max(0, Math.abs(scaled - Math.round(scaled)) > 1e-6 ? first + 1 : first);
}

// A number with as many decimals as a step between marks needs.
export function plain(value, step) {
  const digits = decimalsOfStep(step);
  if (!formats.has(digits)) formats.set(digits, new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }));
  return minus(formats.get(digits).format(value));
}

// The same with its sign.
export const plainSigned = (value, step) => withSign(value, plain(Math.abs(value), step)).replace(NBSP, "");

// An amount to the cent with a point, as in a CSV.
export const exactly = (cents) => `${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;

// Decimals that these numbers need to be told apart, when they were rounded already.
export function decimalsOf(numbers) {
  return Math.max(0, ...numbers.map((number) => (String(Number(number.toPrecision(10))).split(".")[1] ?? "").length));
}

// A number as digits with a point, of any length, as it is written here.
export function decimal(digits) {
  const [, sign, before, after = ""] = String(digits).match(/^(-?)(\d+)(?:\.(.*))?$/) ?? ["", "", String(digits)];
  const grouped = before.replace(/\B(?=(\d{3})+$)/g, locale === "en-GB" ? "," : ".");
  return `${sign && MINUS}${grouped}${after && (locale === "en-GB" ? "." : ",")}${after}`;
}

// A name as it stands in an address or a file name.
export const slug = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40) || "scenario";
