import { type Comparison, type ComparisonOptions, compareFiles } from '../../src/comparison/compare-files.ts';
import type { ClassFile } from '../../src/comparison/compared-file.ts';
import type { FilePair, PairEvidence } from '../../src/comparison/pair-evidence.ts';
import { OTHER_SENTENCES, OWN_ESSAYS, ownIndex } from '../own-essays.ts';

/** An essay that the index knows. */
export const KNOWN: string = OWN_ESSAYS['1_checkpoint.txt'].split('\n').slice(1).join('\n');

/** Text of our own that no index of the tests knows. */
export const UNKNOWN =
  '外婆家的老屋后面有一口井，井沿被绳子勒出了十几道深深的沟。夏天我们把西瓜装进网兜沉到井底，傍晚捞上来，切开的时候刀尖一碰就裂。外公说井水通着地下的河，河里住着一条不肯老去的鲤鱼，每年桃花开的时候翻一个身。我趴在井口喊自己的名字，井便用一种更深沉的嗓音答应我，好像那里面真的另有一个我，正仰着脸等我长大。';

/** What all were given. */
export const SHEET =
  '请以“一次难忘的等待”为题写一篇文章，要求写清楚等待的原因和经过，写出自己的真情实感，不少于六百字，文中不得出现真实的校名和姓名，书写工整，卷面整洁，标点正确，完成以后认真检查一遍再交给老师。';

/** A text with words replaced, each of which must stand in it. */
export function changed(text: string, ...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((now, [from, to]) => {
    if (!now.includes(from)) throw new Error(`«${from}» does not stand in the text`);
    return now.replace(from, to);
  }, text);
}

/** Changes that one taker makes to the known essay. */
export const FIRST_CHANGES = [
  ['老槐树', '大柳树'],
  ['退休的', ''],
  ['掉漆的课桌', '旧木桌'],
  ['进村的车', '过路的车'],
  ['钢笔水', '墨汁'],
  ['后半夜', '凌晨三点'],
  ['吱呀作响', '轻轻摇晃'],
  ['河滩', '山口'],
  ['王老师', '赵大爷'],
  ['三百二十六户', '全部'],
  ['橘子', '热馒头'],
  ['水泥路', '乡间小路'],
] as const;

/** Changes that another makes beside these. */
export const SECOND_CHANGES = [
  ['绳子', '布帘'],
  ['默默', '笑着'],
  ['嫌麻烦', '不耐烦'],
  ['说出口', '讲起'],
  ['偶尔', ''],
] as const;

/** Changes of a third. */
export const THIRD_CHANGES = [
  ['登记', '盘问'],
  ['揣在怀里', '藏进袖筒'],
  ['滚瓜烂熟', '清清楚楚'],
  ['邻里之间', '每个人身上'],
] as const;

/** Files of a class: each its passages among sentences of its own, named 1.txt, 2.txt … */
export function classOf(...passages: readonly string[]): ClassFile[] {
  return passages.map((passage, i) => ({
    name: `${i + 1}.txt`,
    text: `${OTHER_SENTENCES[i]}\n　　${passage}\n`,
  }));
}

/** The comparison of files, with our own essays known, unless the options say otherwise. */
export function compared(files: readonly ClassFile[], options: Partial<ComparisonOptions> = {}): Comparison {
  const steps = compareFiles(files, { known: [ownIndex()], given: [], wording: null, many: 9, ...options });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

/** The pairs in short: `1–2` no direction, `1>2` the text of 1.txt was taken. */
export function inShort({ pairs }: Comparison): string[] {
  const sign = ({ from }: FilePair) => (from === null ? '–' : from === 'a' ? '>' : '<');
  return pairs.map((pair) => `${pair.a}${sign(pair)}${pair.b}`.replaceAll('.txt', '')).sort();
}

/** The evidence of one kind. */
export function evidenceOf<K extends PairEvidence['kind']>(
  pair: FilePair,
  kind: K,
): Extract<PairEvidence, { kind: K }>[] {
  return pair.evidence.filter((one): one is Extract<PairEvidence, { kind: K }> => one.kind === kind);
}
