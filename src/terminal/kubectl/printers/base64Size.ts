/** How many bytes a base64 text stands for. */
export function base64Size(text: string): number {
  const clean = text.replace(/[\r\n=]/g, '');
  return Math.floor((clean.length * 3) / 4);
}
