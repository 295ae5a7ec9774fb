import { visible } from './text.ts';

/** Text inside an element or an attribute's quotes. XML has no way to write most control characters: they are spelled out. */
export function xmlText(text: string): string {
  return (
    text
      .split('\n')
      .map(visible)
      .join('\n')
      // Halves of a surrogate pair, and two that are never characters.
      .replace(/[\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
  );
}

/** An attribute's value: a line break would be read as a space. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll('\n', '&#10;');
}
