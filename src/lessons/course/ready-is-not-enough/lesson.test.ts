import { describeLesson } from '../../../../test/describeLesson.ts';
import { texts as en } from './en.ts';
import { lesson } from './lesson.ts';
import { texts as zh } from './zh.ts';

describeLesson(lesson, { en, zh });
