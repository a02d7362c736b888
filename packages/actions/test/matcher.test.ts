import { describe, expect, test } from 'vitest';
import { parseMatcher, restricts, takes, takesAll, writeMatcher } from '../src/index.ts';

const of = (text: string) => {
  const matcher = parseMatcher(text);
  if (matcher === null) throw new Error(`${text} is no matcher`);
  return matcher;
};

describe('a matcher as Prometheus writes it', () => {
  test.each([
    ['component="gateway"', { name: 'component', value: 'gateway', isRegex: false, isEqual: true }],
    ['alertname =~ "Flatnet.+"', { name: 'alertname', value: 'Flatnet.+', isRegex: true, isEqual: true }],
    ['severity != ""', { name: 'severity', value: '', isRegex: false, isEqual: false }],
    ['job!~"a|b"', { name: 'job', value: 'a|b', isRegex: true, isEqual: false }],
    ['x="a \\"b\\" \\\\ c"', { name: 'x', value: 'a "b" \\ c', isRegex: false, isEqual: true }],
    ['x=~"\\\\d+"', { name: 'x', value: '\\d+', isRegex: true, isEqual: true }],
  ])('%s is read', (text, matcher) => {
    expect(parseMatcher(text)).toEqual(matcher);
    expect(parseMatcher(writeMatcher(of(text)))).toEqual(matcher);
  });

  test.each(['component=gateway', 'component', '="x"', '1a="x"', 'a=="b"', 'a=~"("', 'a="b", c="d"', "a='b'", ''])(
    '%s is none',
    (text) => expect(parseMatcher(text)).toBeNull(),
  );

  test('takes a whole value, and takes a label that is not there for an empty one', () => {
    expect(takes(of('a=~"b"'), 'abc')).toBe(false);
    expect(takes(of('a=~"(?i)B"'), 'b')).toBe(true);
    expect(takesAll([of('a="1"'), of('b!="2"')], { a: '1' })).toBe(true);
    expect(takesAll([of('a="1"'), of('b=~".+"')], { a: '1' })).toBe(false);
  });

  test.each([
    ['component="gateway"', true],
    ['alertname=~"Flatnet.+"', true],
    ['severity=~".*"', false],
    ['severity=~".+"', false],
    ['component!="cni"', false],
    ['component!~"cni|nebula"', false],
    ['component=~"gateway|"', false],
  ])('%s keeps a silence off the alerts of others: %s', (text, is) => expect(restricts(of(text))).toBe(is));
});
