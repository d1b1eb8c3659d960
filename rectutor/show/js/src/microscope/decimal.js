// Numbers as a pencil has them: whole units and a count of decimal places. Binary fractions would round 0.0005 one way
// here and the other way there, and the digits on the page would not add up.
import { MINUS } from "../format.js";

export class Decimal {
  constructor(units, places) {
    this.units = BigInt(units);
    this.places = places;
  }

  static thousandths(whole) {
    return new Decimal(whole, 3);
  }

  // Reads what stands on the page: "−0.376", "+0.110", "0.05", "1".
  static parse(text) {
    const [, sign, whole, fraction = ""] = text.replace(MINUS, "-").match(/^([+-]?)(\d+)(?:\.(\d+))?$/);
    return new Decimal(sign.replace("+", "") + whole + fraction, fraction.length);
  }

  plus(other) {
    const places = Math.max(this.places, other.places);
    return new Decimal(this.#scaled(places) + other.#scaled(places), places);
  }

  minus(other) {
    return this.plus(other.negated());
  }

  times(other) {
    return new Decimal(this.units * other.units, this.places + other.places);
  }

  negated() {
    return new Decimal(-this.units, this.places);
  }

  // As taught at school: a 5 is rounded away from zero.
  rounded(places = 3) {
    if (places >= this.places) return new Decimal(this.#scaled(places), places);
    const unit = 10n ** BigInt(this.places - places);
    const size = this.units < 0n ? -this.units : this.units;
    const whole = (size + unit / 2n) / unit;
    return new Decimal(this.units < 0n ? -whole : whole, places);
  }

  get sign() {
    return this.units > 0n ? 1 : this.units < 0n ? -1 : 0;
  }

  get value() {
    return Number(this.units) / 10 ** this.places;
  }

  // −1, 0 or 1, as this number is smaller than, equal to or larger than the other.
  compare(other) {
    return this.minus(other).sign;
  }

  get size() {
    return this.sign < 0 ? this.negated() : this;
  }

  // "0.376": without a sign, for where the sign is part of the operator before it.
  get digits() {
    const text = String(this.size.units).padStart(this.places + 1, "0");
    if (this.places === 0) return text;
    return `${text.slice(0, -this.places)}.${text.slice(-this.places)}`;
  }

  get text() {
    return (this.sign < 0 ? MINUS : "") + this.digits;
  }

  get signed() {
    return (this.sign < 0 ? MINUS : "+") + this.digits;
  }

  #scaled(places) {
    return this.units * 10n ** BigInt(places - this.places);
  }
}

export const ZERO = Decimal.thousandths(0);
export const ONE = Decimal.thousandths(1000);

export function sum(decimals) {
  return decimals.reduce((total, decimal) => total.plus(decimal), ZERO);
}

// A hyper-parameter as it is shown: three digits that count, no trailing zeros, never "1e-7".
export function given(value) {
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return Decimal.parse(trimmed(value.toFixed(Math.min(20, digits))));
}

export function trimmed(text) {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
