import { quoteLiteral } from '../../../catalog/quote.ts';
import type { Seed } from './seed.ts';
import { typeNameOf } from './type-name.ts';

/** What the input functions of the remaining types take, of the server's own and of widely used extensions. */
const inputs: Readonly<
  Record<string, (seed: Seed, modifiers: readonly string[]) => readonly string[]>
> = {
  inet: ({ ordinal }) => [
    `198.51.100.${ordinal % 256}`,
    '10.0.0.0/8',
    '2001:db8::1',
    `2001:db8:${ordinal % 9999}::1/24`,
  ],
  cidr: ({ ordinal }) => [`198.51.${ordinal % 256}.0/24`, '10.0.0.0/8', '2001:db8::/32'],
  macaddr: ({ random }) => [`02:00:00:${pairs(random.text(6, '0123456789abcdef'))}`],
  macaddr8: ({ random }) => [`02:00:00:ff:fe:${pairs(random.text(6, '0123456789abcdef'))}`],
  point: ({ ordinal }) => [`(${ordinal},1)`, '(0,0)'],
  line: ({ ordinal }) => [`{1,-1,${ordinal}}`],
  lseg: ({ ordinal }) => [`[(0,0),(${ordinal},1)]`],
  box: ({ ordinal, random }) =>
    [ordinal, random.integer(1000, 10 ** 6)].map((n) => `((${3 * n},1),(${3 * n + 1},0))`),
  path: ({ ordinal }) => [`((0,0),(1,${ordinal}),(2,0))`, `[(0,0),(1,${ordinal})]`],
  polygon: ({ ordinal }) => [`((0,0),(1,${ordinal}),(2,0))`],
  circle: ({ ordinal, random }) => [
    `<(${3 * ordinal},0),1>`,
    `<(${random.integer(1000, 10 ** 6)},0),1>`,
  ],
  tsvector: ({ marker }) => [`'${marker}':1`, ''],
  tsquery: ({ marker }) => [`'${marker}'`],
  xml: ({ marker }) => [`<prove>${marker}</prove>`, ''],
  pg_lsn: ({ ordinal }) => [`0/${ordinal.toString(16)}`],
  txid_snapshot: () => ['10:20:10,14,15'],
  pg_snapshot: () => ['10:20:10,14,15'],
  xid: ({ ordinal }) => [String(ordinal)],
  xid8: ({ ordinal }) => [String(ordinal)],
  cid: ({ ordinal }) => [String(ordinal)],
  tid: ({ ordinal }) => [`(0,${ordinal})`],
  jsonpath: () => ['$.prove', '$'],
  refcursor: ({ marker }) => [marker],
  regclass: () => ['pg_catalog.pg_class', 'pg_catalog.pg_type'],
  regtype: () => ['integer', 'text'],
  regproc: () => ['pg_catalog.now'],
  regprocedure: () => ['pg_catalog.now()'],
  regoperator: () => ['pg_catalog.+(integer,integer)'],
  regoper: () => ['pg_catalog.||/'],
  regrole: () => ['pg_monitor'],
  regnamespace: () => ['pg_catalog', 'public'],
  regconfig: () => ['pg_catalog.simple', 'pg_catalog.english'],
  regdictionary: () => ['pg_catalog.simple'],
  regcollation: () => ['pg_catalog."C"'],
  int2vector: ({ ordinal }) => [String(ordinal), '1 2'],
  oidvector: ({ ordinal }) => [String(ordinal), '1 2'],
  aclitem: () => ['=r/pg_monitor'],
  hstore: ({ marker }) => [`prove=>"${marker}"`, ''],
  ltree: ({ marker }) => [marker.replaceAll('-', '_'), 'prove.some', 'prove'],
  lquery: () => ['prove.*'],
  ltxtquery: () => ['prove'],
  cube: ({ ordinal }) => [`(${ordinal},1)`, `(${ordinal},1,1)`],
  seg: ({ ordinal }) => [String(ordinal)],
  vector: ({ ordinal }, [size = '3']) => [`[${components(ordinal, size)}]`],
  halfvec: ({ ordinal }, [size = '3']) => [`[${components(ordinal, size)}]`],
  sparsevec: (_, [size = '3']) => [`{1:1}/${size}`],
  geometry: spatial,
  geography: spatial,
  ean13: () => ['4006381333931'],
  isbn: () => ['9783161484100'],
  isbn13: () => ['9783161484100'],
  ismn: () => ['9790060115615'],
  issn: () => ['1436-4522'],
  upc: () => ['036000291452'],
};

/** Input of every shape there is, for a type that nobody knows. */
const shapes = [
  '',
  '0',
  '1',
  'a',
  '{}',
  '[]',
  '()',
  '(0)',
  '(0,0)',
  '((0,0),(1,1))',
  '[0,0]',
  '0.1',
  '<a/>',
  '$',
  'a=>1',
];

export function others(type: string, seed: Seed): readonly string[] {
  const { name, modifiers } = typeNameOf(type);
  const known = inputs[name.replaceAll('"', '')]?.(seed, modifiers);
  const texts = known ?? [seed.marker, String(seed.ordinal), ...shapes];
  return texts.map(quoteLiteral);
}

function pairs(text: string): string {
  return text.match(/../g)?.join(':') ?? '';
}

function components(ordinal: number, size: string): string {
  return Array.from({ length: Number(size) }, (_, at) => (at === 0 ? ordinal : 1)).join(',');
}

/** PostGIS, by the kind of shape and the reference system that the modifiers name. */
function spatial({ ordinal }: Seed, modifiers: readonly string[]): readonly string[] {
  const [kind = 'point', system] = modifiers;
  const at = ordinal % 90;
  const ring = `((${at} 0,${at} 1,${at + 1} 1,${at} 0))`;
  const shape: Record<string, string> = {
    point: `POINT(${at} 1)`,
    linestring: `LINESTRING(${at} 0,${at} 1)`,
    polygon: `POLYGON${ring}`,
    multipoint: `MULTIPOINT((${at} 1))`,
    multilinestring: `MULTILINESTRING((${at} 0,${at} 1))`,
    multipolygon: `MULTIPOLYGON(${ring})`,
    geometrycollection: `GEOMETRYCOLLECTION(POINT(${at} 1))`,
  };
  const text = shape[kind.toLowerCase()] ?? `POINT(${at} 1)`;
  return system === undefined ? [text, `SRID=4326;${text}`] : [`SRID=${system};${text}`];
}
