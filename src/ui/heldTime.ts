let holds = 0;

/** Lets virtual time stand while something is being fetched that a program waits for. Call the answer once it is there. */
export function holdTime(): () => void {
  let isHeld = true;
  holds += 1;
  return () => {
    if (isHeld) holds -= 1;
    isHeld = false;
  };
}

/** Whether virtual time has to stand now. */
export function isTimeHeld(): boolean {
  return holds > 0;
}
