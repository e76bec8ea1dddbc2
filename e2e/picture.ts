import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';

/** Small enough that letters are grey, large enough that a mark in a wrong place or colour is seen. */
const SIZE = { width: 160, height: 100 };
/** A pixel differs when a channel is off by more than this, of 255: fonts and browsers differ by less once they are this small. */
const TOLERANCE = 40;
/** Such pixels may be this share of all. */
const MOST_DIFFERENT = 0.04;

const FOLDER = path.resolve(import.meta.dirname, 'pictures');

/**
 * Compares what is on the screen with a reference, both drawn very small: that says the same on every machine and in
 * every version of the browser. With `PICTURES=write` the reference is written anew; look at it then.
 */
export async function expectPicture(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(700);
  const screenshot = await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' });
  const file = path.join(FOLDER, `${name}.png`);
  const isWriting = process.env['PICTURES'] === 'write';
  expect(isWriting || existsSync(file), `a reference for ${name}`).toBe(true);
  const { png, differentShare } = await compare(page, screenshot.toString('base64'), isWriting ? undefined : readFileSync(file).toString('base64'));
  if (isWriting) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, Buffer.from(png, 'base64'));
  }
  expect(differentShare, `${name}: share of the picture that differs`).toBeLessThan(MOST_DIFFERENT);
}

interface Comparison {
  /** What is on the screen, small. */
  readonly png: string;
  readonly differentShare: number;
}

/** Both are drawn small in an empty page of the same browser: no package is needed to read a picture. */
async function compare(page: Page, shown: string, reference: string | undefined): Promise<Comparison> {
  const canvasPage = await page.context().newPage();
  const result = await canvasPage.evaluate(
    async ({ pictures, size, tolerance }) => {
      const draw = async (data: string) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        Object.assign(canvas, size);
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.imageSmoothingQuality = 'high';
        context.drawImage(image, 0, 0, size.width, size.height);
        return { canvas, pixels: context.getImageData(0, 0, size.width, size.height).data };
      };
      const [a, b] = await Promise.all(pictures.map(draw));
      if (a === undefined || b === undefined) throw new Error('two pictures are compared');
      let different = 0;
      for (let pixel = 0; pixel < a.pixels.length; pixel += 4) {
        if ([0, 1, 2].some((channel) => Math.abs((a.pixels[pixel + channel] ?? 0) - (b.pixels[pixel + channel] ?? 0)) > tolerance)) different += 1;
      }
      return { png: a.canvas.toDataURL('image/png').split(',')[1] ?? '', differentShare: different / (a.pixels.length / 4) };
    },
    { pictures: [shown, reference ?? shown], size: SIZE, tolerance: TOLERANCE },
  );
  await canvasPage.close();
  // A page behind another one draws no frames.
  await page.bringToFront();
  return result;
}
