import { expect, test } from '@playwright/test';
import { openLab, PROMPT } from './lab.ts';

test('what is copied from a tutorial is pasted without its prompts, and runs', async ({ page }) => {
  const lab = await openLab(page);
  await expect.poll(lab.output).toMatch(PROMPT);

  await page.locator('.xterm-helper-textarea').evaluate((target, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, "[root@master ~]# cat > a.txt << 'EOF'\n# a comment\n$ kept\nEOF\n$ cat a.txt | tr a-z A-Z\n");

  await expect.poll(lab.output).toMatch(/\]# cat > a\.txt << 'EOF'\n> # a comment\n> \$ kept\n> EOF\n.*\]# cat a\.txt \| tr a-z A-Z\n# A COMMENT\n\$ KEPT\n/);
});
