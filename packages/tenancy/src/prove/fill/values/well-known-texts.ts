import { digits, hex, lower, uuidOf } from '../random.ts';
import type { Seed } from './seed.ts';

/** Texts by what columns that hold them are called. Those that can carry the marker do. */
const wellKnown: readonly (readonly [RegExp, (seed: Seed) => readonly string[]])[] = [
  [/e_?mail/, ({ marker }) => [`${marker}@example.com`]],
  [
    /ur[il]|link|website|href|webhook|endpoint|callback|avatar|logo/,
    ({ marker }) => [`https://${marker}.example.com/`],
  ],
  [/domain|host/, ({ marker }) => [`${marker}.example.com`]],
  [/path|folder|directory/, ({ marker }) => [`/${marker}`]],
  [/currenc/, () => ['EUR', 'USD', 'GBP', 'eur', 'usd']],
  [/countr|nation/, () => ['DE', 'FR', 'US', 'DEU', 'FRA', 'USA']],
  [/locale|lang/, () => ['en', 'de', 'en-US', 'de-DE', 'en_US', 'eng']],
  [
    /phone|mobile|fax|tel/,
    ({ random }) => [`+4930${random.text(7, digits)}`, random.text(10, digits)],
  ],
  [/colou?r/, ({ random }) => [`#${random.text(6, hex)}`, `#${random.text(6, hex).toUpperCase()}`]],
  [/time_?zone|^tz$/, () => ['Europe/Berlin', 'UTC']],
  [/iban/, () => ['DE89370400440532013000', 'GB82WEST12345698765432']],
  [/bic|swift/, () => ['DEUTDEFF', 'DEUTDEFF500']],
  [/vat|tax_?(?:id|number)/, () => ['DE136695976', 'ATU13585627']],
  [/zip|postal|postcode/, ({ random }) => [random.text(5, digits), 'SW1A 1AA']],
  [/state|province|region/, () => ['CA', 'NY', 'BE']],
  [/ip(?:_|$)|ip_?addr/, () => ['192.0.2.1', '2001:db8::1']],
  [/mime|content_type/, () => ['text/plain', 'application/json']],
  [/uuid|guid/, ({ random }) => [uuidOf(random)]],
  [
    /hash|digest|checksum|sha|md5|token|secret|key/,
    ({ random }) => [64, 40, 32, 16].map((n) => random.text(n, hex)),
  ],
  [/base64|b64|signature/, ({ marker }) => [Buffer.from(marker).toString('base64')]],
  [/version|semver/, ({ ordinal }) => [`1.0.${ordinal}`, `v1.0.${ordinal}`]],
  [/cron|schedule|recur/, () => ['0 0 * * *']],
  [/json|payload|data/, ({ marker }) => [JSON.stringify({ prove: marker })]],
  [/isbn/, () => ['9783161484100', '316148410X']],
  [/ean|gtin|barcode|upc/, () => ['4006381333931', '036000291452']],
  [/last_?4|last_?four/, ({ random }) => [random.text(4, digits)]],
  [/card|pan$/, () => ['4242424242424242']],
  [/month|period/, () => ['2024-01', '2024-01-01', '01']],
  [/quarter/, () => ['2024-Q1', 'Q1']],
  [/year/, () => ['2024']],
  [/date|day/, () => ['2024-01-01', '01.01.2024', 'monday', 'mon']],
  [/time|hour/, () => ['12:00', '12:00:00', '2024-01-01T12:00:00Z']],
  [/initial|abbrev|short/, ({ random }) => [random.text(2, lower).toUpperCase()]],
];

/** What texts in a column of this name look like. */
export function called(name: string, seed: Seed): readonly string[] {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  const found = wellKnown.find(([pattern]) => pattern.test(words));
  return isAmbiguous(words) ? [] : (found?.[1](seed) ?? []);
}

/** All of them: a condition may want one under another name. */
export function everythingCalled(seed: Seed): readonly string[] {
  return wellKnown.flatMap(([, values]) => values(seed));
}

/** Names of free texts that contain a word of the list: the marker is the better value. */
function isAmbiguous(words: string): boolean {
  return /name|title|description|note|comment|status|label|reason|message|body|slug/.test(words);
}
