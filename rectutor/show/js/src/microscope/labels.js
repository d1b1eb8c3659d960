// Labels on a line: each as near to its mark as the others allow, never overlapping, never outside.

export const GAP = 12; // px

// items: [{ wanted, width }], in any order; returns the middle of each label.
export function placeLabels(items, room) {
  const order = items.map((_, index) => index).sort((a, b) => items[a].wanted - items[b].wanted || a - b);
  // Neighbours that would overlap form a block, which stands where it is nearest to all its marks.
  const blocks = [];
  for (const index of order) {
    let block = { members: [index], width: items[index].width, middle: items[index].wanted };
    block.middle = inside(block, room);
    while (blocks.length && blocks.at(-1).middle + blocks.at(-1).width / 2 + GAP > block.middle - block.width / 2) {
      block = joined(blocks.pop(), block, items, room);
    }
    blocks.push(block);
  }
  const places = [];
  for (const { members, width, middle } of blocks) {
    let left = middle - width / 2;
    for (const index of members) {
      places[index] = left + items[index].width / 2;
      left += items[index].width + GAP;
    }
  }
  return places;
}

function joined(a, b, items, room) {
  const block = { members: [...a.members, ...b.members], width: a.width + GAP + b.width };
  let offset = -block.width / 2;
  let total = 0;
  for (const index of block.members) {
    total += items[index].wanted - (offset + items[index].width / 2);
    offset += items[index].width + GAP;
  }
  block.middle = total / block.members.length;
  block.middle = inside(block, room);
  return block;
}

function inside({ width, middle }, room) {
  return Math.max(width / 2, Math.min(room - width / 2, middle));
}
