// What is seen of a `Points` panel in a frame: the marks in sight, each with its place in every plane, name and look.
import { valueText } from "../format.js";
import { lookOf } from "../marks.js";
import { canvasColor, GROUPS, ratingColor } from "../palette.js";
import { once } from "../run.js";

const RADIUS = 4; // px

const namesIn = once((frame) => [...new Set(frame)]);

export function createScene(spec, root, planes) {
  const scene = { fit, read, namesAt, cell, hidden: new Set(), coloured: !spec.group, looks: new Map(), marks: [] };
  let ends = []; // lowest, middle and highest value of the colours

  // What holds over the whole run: which groups there are, and the scale of the colours.
  function fit(now) {
    const found = new Set(now.all(spec.group).flatMap(namesIn));
    const order = Object.keys(spec.groups ?? GROUPS).filter((name) => found.has(name));
    const names = [...new Set([...order, ...found])];
    scene.looks = new Map(names.map((name, i) => [name, lookOf(name, i, spec.groups?.[name])]));
    const values = now.ends(spec.color);
    const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-9);
    ends = spec.scale ?? [-most, 0, most];
    scene.diverges = values.some((value) => value < ends[1]);
  }

  function read(now) {
    const [groups, values, sizes] = ["group", "color", "size"].map((name) => now.at(spec[name]));
    const xys = planes.list.map(({ field }) => now.at(field));
    const names = namesAt(now);
    const scale = ratingColor(root.palette, [ends[0], ends[2]], ends[1]);
    const lookAt = (i) => {
      if (scene.coloured) return { form: "circle", color: values ? scale(values[i]) : root.palette.ink };
      const { shape, color } = scene.looks.get(groups[i]);
      return { form: shape, color: canvasColor(root.palette, color) };
    };
    const sized = sizes && (scene.coloured || !values);
    const marks = [];
    for (const [i, name] of names.entries()) {
      if (!scene.coloured && scene.hidden.has(groups[i])) continue;
      const spots = planes.list.map((plane, p) => planes.spotOf(plane, xys[p][2 * i], xys[p][2 * i + 1]));
      if (!spots.flat().every(Number.isFinite)) continue;
      marks.push({ i, name, spots, radius: planes.scale * (sized ? sizes[i] : RADIUS), ...lookAt(i) });
    }
    const arrows = new Set(now.at(spec.arrows));
    Object.assign(scene, { now, names, marks, byIndex: new Map(marks.map((mark) => [mark.i, mark])) });
    scene.outlined = scene.coloured && scene.diverges;
    scene.arrows = marks.filter(({ name }) => arrows.has(name));
  }

  function namesAt(now) {
    const { length } = now.at(planes.list[0].field);
    return now.at(spec.of) ?? Array.from({ length: length / 2 }, (_, i) => `${spec.what ?? "mark"} ${i + 1}`);
  }

  // One value of a field, as text: whole numbers where all are.
  function cell(now, field, i) {
    const all = now.at(field);
    if (typeof all[i] === "string") return all[i];
    return valueText(all[i], all.every(Number.isInteger) ? {} : { digits: spec.digits ?? 2 });
  }

  return scene;
}
