/**
 * The offset at which Go's decoder gives up on a base64 text; undefined when it can be read. Line breaks are skipped.
 * k8s: encoding/base64 StdEncoding
 */
export function base64FaultAt(text: string): number | undefined {
  const offsets = [...text.matchAll(/[^\r\n]/g)].map(({ index }) => index);
  const at = (index: number) => text[offsets[index] ?? text.length];
  const odd = offsets.findIndex((offset) => !/[A-Za-z0-9+/]/.test(text[offset] as string));
  if (odd < 0) return offsets.length % 4 === 0 ? undefined : text.length - (offsets.length % 4);
  const place = odd % 4;
  if (at(odd) !== '=' || place < 2) return offsets[odd];
  if (place === 2 && odd + 1 === offsets.length) return text.length;
  if (place === 2 && at(odd + 1) !== '=') return offsets[odd];
  const end = odd + (place === 2 ? 2 : 1);
  return end === offsets.length ? undefined : offsets[end];
}
