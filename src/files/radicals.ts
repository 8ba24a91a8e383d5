/**
 * CJK radicals that stand for a whole letter, each with that letter (Unicode's EquivalentUnifiedIdeograph.txt, block "CJK Radicals
 * Supplement").
 */
const PAIRS =
  '⺁厂⺈刀⺊卜⺌小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺗心⺙攵⺜日⺝月⺞歺⺟母⺠民⺧牛⺩王⺫目⺬示⺰纟⺱罓⺲罒⺴冗⺶羊⺻聿⺼肉⻁虎⻃覀⻄西⻅见⻆角⻉贝⻋车⻏邑⻑長⻒镸⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟';

const LETTERS: ReadonlyMap<string, string> = new Map((PAIRS.match(/../gu) ?? []).map((pair) => [pair[0]!, pair[1]!]));

/**
 * A text with letters in place of radicals. Browsers that print to PDF name the glyph of a letter by the radical that has the same
 * one (⼀ for 一, ⻅ for 见): the text of such a document is full of them, and no search finds its words.
 */
export function lettersForRadicals(text: string): string {
  return text.replace(/[\u2e80-\u2fdf]/gu, (radical) => LETTERS.get(radical) ?? radical.normalize('NFKC'));
}
