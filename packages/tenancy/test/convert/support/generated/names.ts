import fc from 'fast-check';

/** Names that somebody has had somewhere, around a name that is nobody else's. */
const shapes: readonly ((base: string) => string)[] = [
  (base) => base,
  (base) => base,
  (base) => `Big ${base}`,
  (base) => `${base}.${base}`,
  (base) => `say "${base}"`,
  (base) => `it's ${base}`,
  (base) => `a; ${base}`,
  (base) => `a;${base};`,
  (base) => `$do$ ${base}`,
  (base) => `$1 ${base} $2`,
  (base) => `$$${base}$function$`,
  (base) => `${base} 100%`,
  (base) => `%I ${base} %s`,
  (base) => `back\\${base}`,
  (base) => `größe ${base} 日本`,
  (base) => `:from ${base} :to`,
  (base) => `-- ${base} /*`,
  (base) => `${base} by ${base}, its triggers quiet`,
  (base) => `${base}(${base})`,
  (base) => `new ${base}, old`,
  (base) => `t ${base} USING btree (`,
  // As long as the server keeps it: in bytes.
  (base) => `${'x'.repeat(62 - base.length)}_${base}`,
  (base) => `${'😀'.repeat(13)}${base}`,
  (base) => `${'é'.repeat(25)}${base}`,
];

/** Makes names in one of the shapes. Half of all are plain. */
export type Naming = (base: string) => string;

export const naming: fc.Arbitrary<Naming> = fc
  .oneof(fc.constant(0), fc.nat(shapes.length - 1))
  .map((shape) => shapes[shape] ?? ((base: string) => base));

export const plain: Naming = (base) => base;
