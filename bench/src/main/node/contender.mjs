// onnxruntime-node with the options it has by itself, behind an ffmpeg process that decodes and scales: contender.mjs CLIP MODEL FRAMES.
// The outputs are there as typed arrays, and no boxes are made of them.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

const ort = createRequire(`${process.cwd()}/`)('onnxruntime-node');

const SIDE = 416;
const MEAN = [103.53, 116.28, 123.675];
const DEVIATION = [57.375, 57.12, 58.395];

const [clip, model, frames] = process.argv.slice(2);
const session = await ort.InferenceSession.create(model);
const ffmpeg = spawn(
  'ffmpeg',
  ['-v', 'error', '-nostdin', '-stream_loop', '-1', '-i', clip, '-frames:v', frames,
    '-vf', `scale=${SIDE}:${SIDE}`, '-pix_fmt', 'bgr24', '-f', 'rawvideo', '-'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const ended = new Promise((resolve) => { ffmpeg.on('close', resolve); });

const picture = Buffer.alloc(SIDE * SIDE * 3);
let filled = 0;
for await (const chunk of ffmpeg.stdout) {
  for (let at = 0; at < chunk.length;) {
    const taken = chunk.copy(picture, filled, at);
    filled += taken;
    at += taken;
    if (filled === picture.length) {
      filled = 0;
      const plane = SIDE * SIDE;
      const input = new Float32Array(3 * plane);
      for (let i = 0, p = 0; i < plane; i++) {
        for (let c = 0; c < 3; c++) {
          input[c * plane + i] = (picture[p++] - MEAN[c]) / DEVIATION[c];
        }
      }
      await session.run({ [session.inputNames[0]]: new ort.Tensor('float32', input, [1, 3, SIDE, SIDE]) });
    }
  }
}
await ended;
