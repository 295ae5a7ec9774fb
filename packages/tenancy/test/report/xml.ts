import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** Reads XML strictly. @throws Error at the first thing that is not well-formed, a forbidden character included. */
export function readXml(xml: string): XmlElement {
  const parser = new SaxesParser();
  const top = { name: '', attributes: {}, children: [] as XmlElement[], text: '' };
  const open = [top];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => (open.at(-1)!.text += text));
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return top.children[0]!;
}

/** All elements of a name, in the document's order. */
export function elements(of: XmlElement, name: string): readonly XmlElement[] {
  return of.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elements(child, name),
  ]);
}
