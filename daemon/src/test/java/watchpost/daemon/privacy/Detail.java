package watchpost.daemon.privacy;

import watchpost.core.geometry.Box;
import watchpost.core.vision.Picture;

/** The detail of a picture: what is left of its brightness without the mean of the surroundings. */
public final class Detail {
    private static final int AROUND = 3;

    private final Picture picture;

    public Detail(Picture picture) {
        this.picture = picture;
    }

    /** Correlation with the detail of {@code other} within {@code part}, -1..1: 1 is the same, near 0 has nothing to do with it. */
    public double correlation(Picture other, Box part) {
        Detail that = new Detail(other);
        double both = 0;
        double mine = 0;
        double its = 0;
        int width = picture.size().width();
        int height = picture.size().height();
        for (int y = Math.max(AROUND, (int) (part.y() * height));
                y < Math.min(height - AROUND, part.bottom() * height);
                y++) {
            for (int x = Math.max(AROUND, (int) (part.x() * width));
                    x < Math.min(width - AROUND, part.right() * width);
                    x++) {
                double a = at(x, y);
                double b = that.at(x, y);
                both += a * b;
                mine += a * a;
                its += b * b;
            }
        }
        return mine == 0 || its == 0 ? 0 : both / Math.sqrt(mine * its);
    }

    /** Mean of its squares within {@code part}. */
    public double strength(Box part) {
        int width = picture.size().width();
        int height = picture.size().height();
        double sum = 0;
        int count = 0;
        for (int y = Math.max(AROUND, (int) (part.y() * height));
                y < Math.min(height - AROUND, part.bottom() * height);
                y++) {
            for (int x = Math.max(AROUND, (int) (part.x() * width));
                    x < Math.min(width - AROUND, part.right() * width);
                    x++) {
                sum += at(x, y) * at(x, y);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private double at(int x, int y) {
        double sum = 0;
        for (int down = -AROUND; down <= AROUND; down++) {
            for (int along = -AROUND; along <= AROUND; along++) {
                sum += green(x + along, y + down);
            }
        }
        return green(x, y) - sum / ((2 * AROUND + 1) * (2 * AROUND + 1));
    }

    private int green(int x, int y) {
        return picture.bgr()[3 * (y * picture.size().width() + x) + 1] & 0xFF;
    }
}
