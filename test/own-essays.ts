import { lineHash } from '../corpus-index/line-hash.ts';
import { tagWords } from '../corpus-index/tag-words.ts';
import type { Index } from '../src/corpus/loaded-index.ts';
import { readIndex } from '../src/corpus/read-index.ts';
import { buildIndex } from '../src/indexing/build-index.ts';

/** Essays of our own writing for tests of the engine, one a document, by the document's name. */
export const OWN_ESSAYS = {
  '1_checkpoint.txt': `老槐树下的值守
　　那年正月,村口的老槐树下支起了一顶旧帐篷,几位退休的老教师守着一张掉漆的课桌,登记每一辆进村的车。天冷得连钢笔水都结了冰,他们就把笔揣在怀里,写一行,焐一阵。
　　最难的是夜班。后半夜风从河滩上刮过来,帐篷的绳子吱呀作响,远处偶尔有狗叫。王老师说,他教了一辈子书,从来没有像这几个晚上那样,把全村三百二十六户人家的姓名背得滚瓜烂熟。
　　有人嫌麻烦,掉转车头就走;也有人默默放下一箱橘子,说是路过。我后来才明白,一张课桌守住的不只是一条水泥路,还有邻里之间多年没有说出口的信任。`,
  '2_garden.txt': `楼顶的菜园
　　社区把废弃的楼顶改成了菜园,二十四个木箱一字排开,谁家认领谁家浇水。起初没有人看好这件事,物业担心漏水,邻居担心蚊虫,只有三楼的刘奶奶每天提着小桶上去,给她的辣椒苗搭架子。
　　到了七月,辣椒红了,黄瓜爬满了竹竿,孩子们放学以后都往楼顶跑。原本见面不打招呼的几家人,因为交换种子渐渐熟络起来,连楼道里堆了多年的杂物也有人主动清走了。
　　年底算账,菜园一共收了四百多斤菜,大半送给了独居的老人。我想,所谓社区,大概就是从一只木箱、一把辣椒开始的。`,
  '3_reading.txt': `午后的读书会
　　每个星期三的下午,镇上的旧邮局里都会坐满人。他们有的是种桃子的果农,有的是开理发店的夫妻,手里捧着同一本翻旧了的书,轮流念,念到不认识的字就查字典。
　　主持读书会的是一位跛脚的邮递员。他说自己送了三十年信,见过太多人等不到回音,所以想办一个地方,让每一句话都有人听见。念完以后大家围着炉子说话,谁也不打断谁。
　　第二年春天,读书会搬进了新盖的图书室,窗外正对着一片桃林。花开的时候,念书的声音和蜜蜂的声音混在一起,分不清哪个更响。`,
  // A variant of the first: its last paragraph differs.
  '4_variant.txt': `老槐树下的值守
　　那年正月,村口的老槐树下支起了一顶旧帐篷,几位退休的老教师守着一张掉漆的课桌,登记每一辆进村的车。天冷得连钢笔水都结了冰,他们就把笔揣在怀里,写一行,焐一阵。
　　最难的是夜班。后半夜风从河滩上刮过来,帐篷的绳子吱呀作响,远处偶尔有狗叫。王老师说,他教了一辈子书,从来没有像这几个晚上那样,把全村三百二十六户人家的姓名背得滚瓜烂熟。
　　春天来得很慢,可是终究来了。撤卡的那一天,老师们把课桌抬回学校,桌角还留着一小块没有擦掉的墨迹。`,
} as const;

/** The name of one of our own essays. */
export type OwnEssay = keyof typeof OWN_ESSAYS;

/** Text around a planted passage that no essay has, sentence by sentence. */
export const OTHER_SENTENCES = [
  '今天早上的公共汽车晚点了二十分钟，司机一路道歉，没有人抱怨。',
  '菜市场新开了一家豆腐店，老板娘把豆浆装在玻璃瓶里卖。',
  '图书馆的电梯坏了，管理员便在楼梯口摆了一把椅子。',
  '傍晚下过一阵小雨，操场上的孩子们追着彩虹跑了很远。',
  '修表的师傅说，走得最准的钟，往往是没有人看的那一座。',
] as const;

let opened: Index | undefined;

/** The bytes of an index over our own essays, made as `npm run index -- build` makes it, without background texts. */
export function ownIndexBytes(): Uint8Array {
  const documents = Object.entries(OWN_ESSAYS).map(([name, text]) => ({ name, text }));
  return buildIndex(documents, { sources: {}, wording: null, tagWords, lineHash });
}

/** The index over our own essays, opened; the same one in every call. */
export function ownIndex(): Index {
  opened ??= readIndex(new Uint8Array(ownIndexBytes()).buffer, 'own');
  return opened;
}
