package watchpost.detector.family;

import java.nio.FloatBuffer;
import java.util.List;
import watchpost.detector.model.ModelCard;

/**
 * CenterNet ("Objects as Points", Zhou et al. 2019, section 4): a heat map {@code [1, classes, rows, columns]}, sigmoid applied, whose
 * peaks are the centres of objects; sizes and offsets {@code [1, 2, rows, columns]}, x before y, in places. A peak is a place that none
 * of its eight neighbours exceeds, so suppression is not needed.
 */
final class CenterNetDecoder implements Decoder {
    private final int heat;
    private final int sizes;
    private final int offsets;
    private final int classes;
    private final int rows;
    private final int columns;
    private final float stride;

    private CenterNetDecoder(int heat, int sizes, int offsets, List<Integer> dims, float stride) {
        this.heat = heat;
        this.sizes = sizes;
        this.offsets = offsets;
        this.classes = dims.get(1);
        this.rows = dims.get(2);
        this.columns = dims.get(3);
        this.stride = stride;
    }

    static Decoder of(List<OutputShape> outputs, ModelCard card) {
        int any = OutputShape.UNKNOWN;
        int classes = card.classes().size();
        Outputs known = new Outputs(
                outputs,
                card,
                "a heat map [1, " + classes + ", rows, columns], sizes (\"wh\" or \"size\" in the name) and offsets"
                        + " (\"reg\" or \"off\") [1, 2, rows, columns], with the input's size a multiple of the rows and columns, are");
        int sizes = known.where(o -> o.fits(1, 2, any, any) && o.isCalled("wh", "size"));
        int offsets = known.where(o -> o.fits(1, 2, any, any) && o.isCalled("reg", "off"));
        int heat = known.where(o -> o.fits(1, classes, any, any) && !o.isCalled("wh", "size", "reg", "off"));
        List<Integer> dims = outputs.get(heat).dims();
        int width = card.input().size().width();
        int height = card.input().size().height();
        boolean fits = outputs.size() == 3
                && !dims.subList(1, dims.size()).contains(any)
                && outputs.get(sizes).fits(1, 2, dims.get(2), dims.get(3))
                && outputs.get(offsets).fits(1, 2, dims.get(2), dims.get(3))
                && dims.get(2) > 0
                && width % dims.get(3) == 0
                && height == width / dims.get(3) * dims.get(2);
        if (!fits) {
            throw known.wrong();
        }
        return new CenterNetDecoder(heat, sizes, offsets, dims, (float) width / dims.get(3));
    }

    @Override
    public void decode(List<Output> outputs, int picture, Candidates found) {
        int places = rows * columns;
        FloatBuffer map = outputs.get(heat).floats();
        FloatBuffer size = outputs.get(sizes).floats();
        FloatBuffer offset = outputs.get(offsets).floats();
        int extra = picture * 2 * places;
        for (int label = 0; label < classes; label++) {
            int plane = (picture * classes + label) * places;
            for (int place = 0; place < places; place++) {
                float score = map.get(plane + place);
                if (score >= found.least() && isPeak(map, plane, place, score)) {
                    int row = place / columns;
                    int column = place % columns;
                    found.addCentred(
                            stride * (column + offset.get(extra + place)),
                            stride * (row + offset.get(extra + places + place)),
                            stride * size.get(extra + place),
                            stride * size.get(extra + places + place),
                            score,
                            label);
                }
            }
        }
    }

    private boolean isPeak(FloatBuffer map, int plane, int place, float score) {
        int row = place / columns;
        int column = place % columns;
        for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
                if (map.get(plane + y * columns + x) > score) {
                    return false;
                }
            }
        }
        return true;
    }
}
