import { describe, expect, it } from 'vitest';
import { validateSchedule, validateTimeZone } from './cronSchedule.ts';

const textOf = ([error]: ReturnType<typeof validateSchedule>) => (error === undefined ? '' : `${error.field}: ${error.message}`);

describe('a schedule', () => {
  it.each(['* * * * *', '*/5 0-6,12 1 jan-mar mon', '0 3 * * 0', '@hourly', '@every 1h30m', '5/10 * ? * *'])('%s is taken', (schedule) => {
    expect(validateSchedule(schedule)).toEqual([]);
  });

  it.each([
    ['bad', 'expected exactly 5 fields, found 1: [bad]'],
    ['* * * * * *', 'expected exactly 5 fields, found 6: [* * * * * *]'],
    ['@often', 'unrecognized descriptor: @often'],
    ['@every x', 'failed to parse duration @every x: time: invalid duration "x"'],
    ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* * * * 9', 'end of range (9) above maximum (6): 9'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['30-10 * * * *', 'beginning of range (30) beyond end of range (10): 30-10'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
    ['*/2/3 * * * *', 'too many slashes: */2/3'],
    ['x * * * *', 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
    ['TZ=Asia/Tokyo 0 3 * * *', 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'],
  ])('%s is refused', (schedule, words) => {
    expect(textOf(validateSchedule(schedule))).toBe(`spec.schedule: Invalid value: ${JSON.stringify(schedule)}: ${words}`);
  });
});

describe('a time zone', () => {
  it.each([undefined, 'Etc/UTC', 'Asia/Shanghai', 'America/Argentina/Buenos_Aires', 'UTC'])('%s is taken', (zone) => {
    expect(validateTimeZone(zone)).toEqual([]);
  });

  it.each([
    ['', 'timeZone must be nil or non-empty string'],
    ['Local', 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones'],
    ['Nope/Zone', 'unknown time zone Nope/Zone'],
  ])('%j is refused', (zone, words) => {
    expect(textOf(validateTimeZone(zone))).toBe(`spec.timeZone: Invalid value: ${JSON.stringify(zone)}: ${words}`);
  });
});
