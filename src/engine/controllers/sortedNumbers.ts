/** Puts a number into an ascending list, once. */
export function insertSorted(numbers: number[], number: number): void {
  const index = placeOf(numbers, number);
  if (numbers[index] !== number) numbers.splice(index, 0, number);
}

/** Takes a number out of an ascending list. */
export function removeSorted(numbers: number[], number: number): void {
  const index = placeOf(numbers, number);
  if (numbers[index] === number) numbers.splice(index, 1);
}

/** Where the number stands in an ascending list, or belongs. */
function placeOf(numbers: readonly number[], number: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
