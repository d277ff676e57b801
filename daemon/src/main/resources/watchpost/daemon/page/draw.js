// Painting over a picture: zones, lines, lanes and tracks, in fractions of the picture.

const TONES = { zone: '#5ec8c0', line: '#f2c14e', lane: '#7aa7ff', mask: '#000000', track: '#f4f7fa', alarm: '#ff6b5e' };
const TRAIL_SECONDS = 3;

/**
 * Paints one moment.
 * @param scene {bitmap, shapes, tracks, trails, alarmed: Set of track ids, watched: (track) => boolean}
 */
export function paint(canvas, scene) {
  const context = canvas.getContext('2d');
  const view = { context, width: canvas.width, height: canvas.height, unit: Math.max(1, canvas.width / 640) };
  context.clearRect(0, 0, view.width, view.height);
  if (scene.bitmap) context.drawImage(scene.bitmap, 0, 0, view.width, view.height);
  for (const shape of scene.shapes) paintShape(view, shape);
  const watched = scene.tracks.filter((track) => scene.watched(track));
  for (const track of scene.tracks) if (!scene.watched(track)) paintBystander(view, track);
  for (const track of watched) paintTrail(view, scene.trails.get(track.id) ?? [], tone(scene, track));
  for (const track of watched) paintTrack(view, track, tone(scene, track));
}

const tone = (scene, track) => (scene.alarmed.has(track.id) ? TONES.alarm : TONES.track);

function path(view, points, closed) {
  view.context.beginPath();
  points.forEach(([x, y], index) => {
    if (index === 0) view.context.moveTo(x * view.width, y * view.height);
    else view.context.lineTo(x * view.width, y * view.height);
  });
  if (closed) view.context.closePath();
}

function paintShape(view, shape) {
  const { context, unit } = view;
  const colour = TONES[shape.kind];
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = 1.5 * unit;
  context.lineJoin = 'round';
  if (shape.kind === 'line') {
    paintTripwire(view, shape);
  } else {
    path(view, shape.points, true);
    context.globalAlpha = shape.kind === 'mask' ? 1 : 0.13;
    context.fillStyle = colour;
    context.fill();
    context.globalAlpha = 0.85;
    context.setLineDash(shape.kind === 'lane' ? [] : [6 * unit, 4 * unit]);
    context.stroke();
    context.setLineDash([]);
    if (shape.heading.length === 2) paintArrow(view, shape.heading[0], shape.heading[1], colour);
  }
  context.restore();
  if (shape.kind !== 'mask') label(view, shape.name, topLeft(shape.points), colour, 'below');
}

/** A line with a small tick in its middle that points to the side on its right: the way "left to right". */
function paintTripwire(view, shape) {
  const { context, unit, width, height } = view;
  const [from, to] = shape.points.map(([x, y]) => [x * width, y * height]);
  context.lineWidth = 2.5 * unit;
  path(view, shape.points, false);
  context.stroke();
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const normal = [-(to[1] - from[1]) / length, (to[0] - from[0]) / length];
  const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const tip = [middle[0] + normal[0] * 16 * unit, middle[1] + normal[1] * 16 * unit];
  paintArrow(view, [middle[0] / width, middle[1] / height], [tip[0] / width, tip[1] / height], TONES.line);
}

function paintArrow(view, from, to, colour) {
  const { context, unit, width, height } = view;
  const angle = Math.atan2((to[1] - from[1]) * height, (to[0] - from[0]) * width);
  context.save();
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 2 * unit;
  path(view, [from, to], false);
  context.stroke();
  context.translate(to[0] * width, to[1] * height);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(5 * unit, 0);
  context.lineTo(-4 * unit, -4.5 * unit);
  context.lineTo(-4 * unit, 4.5 * unit);
  context.fill();
  context.restore();
}

function paintTrail(view, trail, colour) {
  if (trail.length < 2) return;
  const { context, unit, width, height } = view;
  const newest = trail[trail.length - 1].moment;
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = 2 * unit;
  context.lineCap = 'round';
  for (let i = 1; i < trail.length; i++) {
    const age = (newest - trail[i].moment) / 1e6;
    context.globalAlpha = Math.max(0, 0.7 * (1 - age / TRAIL_SECONDS));
    context.beginPath();
    context.moveTo(trail[i - 1].x * width, trail[i - 1].y * height);
    context.lineTo(trail[i].x * width, trail[i].y * height);
    context.stroke();
  }
  context.restore();
}

/** Something that no rule of this camera looks at: a faint frame without a name. */
function paintBystander(view, track) {
  const { context, unit, width, height } = view;
  context.save();
  context.strokeStyle = 'rgba(255, 255, 255, 0.35)';
  context.lineWidth = unit;
  context.strokeRect(track.box[0] * width, track.box[1] * height, track.box[2] * width, track.box[3] * height);
  context.restore();
}

/** Corner brackets, dashed where the object is hidden and its place is a guess. */
function paintTrack(view, track, colour) {
  const { context, unit, width, height } = view;
  const [x, y, w, h] = [track.box[0] * width, track.box[1] * height, track.box[2] * width, track.box[3] * height];
  const arm = Math.min(w, h) * 0.3;
  context.save();
  context.globalAlpha = track.observed ? 1 : 0.55;
  for (const [stroke, thickness] of [['rgba(0, 0, 0, 0.55)', 4 * unit], [colour, 2 * unit]]) {
    context.strokeStyle = stroke;
    context.lineWidth = thickness;
    if (!track.observed) context.setLineDash([3 * unit, 3 * unit]);
    context.beginPath();
    for (const [cx, cy, sx, sy] of [[x, y, 1, 1], [x + w, y, -1, 1], [x, y + h, 1, -1], [x + w, y + h, -1, -1]]) {
      context.moveTo(cx + sx * arm, cy);
      context.lineTo(cx, cy);
      context.lineTo(cx, cy + sy * arm);
    }
    context.stroke();
  }
  context.restore();
  if (track.observed) label(view, `${track.class} ${track.id}`, [track.box[0], track.box[1]], colour, 'above');
}

/** A small plate with text at a point, kept inside the picture. */
function label(view, text, [x, y], colour, side) {
  const { context, unit, width, height } = view;
  context.save();
  context.font = `600 ${11 * unit}px system-ui, sans-serif`;
  const plateWidth = context.measureText(text).width + 8 * unit;
  const plateHeight = 15 * unit;
  const left = Math.min(Math.max(0, x * width), width - plateWidth);
  const wanted = side === 'above' ? y * height - plateHeight - 2 * unit : y * height + 3 * unit;
  const top = Math.min(Math.max(0, wanted), height - plateHeight);
  context.fillStyle = 'rgba(10, 14, 19, 0.72)';
  context.beginPath();
  context.roundRect(left, top, plateWidth, plateHeight, 3 * unit);
  context.fill();
  context.fillStyle = colour;
  context.textBaseline = 'middle';
  context.fillText(text, left + 4 * unit, top + plateHeight / 2 + 0.5 * unit);
  context.restore();
}

/** The corner nearest to the top left of the picture. */
function topLeft(points) {
  return points.reduce((best, point) => (point[0] + point[1] < best[0] + best[1] ? point : best));
}

/** Keeps each track's way of the last seconds: Map id → [{moment, x, y}]. */
export function extendTrails(trails, moment, tracks) {
  const present = new Set(tracks.map((track) => track.id));
  for (const id of trails.keys()) if (!present.has(id)) trails.delete(id);
  for (const track of tracks) {
    const trail = trails.get(track.id) ?? [];
    trail.push({ moment, x: track.box[0] + track.box[2] / 2, y: track.box[1] + track.box[3] });
    while (trail.length && moment - trail[0].moment > TRAIL_SECONDS * 1e6) trail.shift();
    trails.set(track.id, trail);
  }
}
