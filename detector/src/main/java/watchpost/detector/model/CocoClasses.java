package watchpost.detector.model;

import java.util.ArrayList;
import java.util.List;

/** The class names of the COCO data set, which most detectors are trained on. */
final class CocoClasses {
    /** In the order of the category numbers of the annotations, 1 to 90; "-" is a number that is not in use. */
    private static final List<String> BY_NUMBER =
            List.of(("person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,"
                            + "fire hydrant,-,stop sign,parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,-,"
                            + "backpack,umbrella,-,-,handbag,tie,suitcase,frisbee,skis,snowboard,sports ball,kite,baseball bat,"
                            + "baseball glove,skateboard,surfboard,tennis racket,bottle,-,wine glass,cup,fork,knife,spoon,bowl,banana,apple,"
                            + "sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed,-,dining table,-,-,"
                            + "toilet,-,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,-,book,clock,vase,"
                            + "scissors,teddy bear,hair drier,toothbrush")
                    .split(","));

    private CocoClasses() {}

    /**
     * The list that a card calls {@code name}: {@code coco-80} has the names in use one after the other, {@code coco-90} has a column
     * for each category number, empty where that is not in use.
     *
     * @throws IllegalArgumentException for any other name
     */
    static List<String> named(String name) {
        List<String> names = new ArrayList<>(BY_NUMBER);
        switch (name) {
            case "coco-80" -> names.removeIf("-"::equals);
            case "coco-90" -> names.replaceAll(each -> each.equals("-") ? "" : each);
            default -> throw new IllegalArgumentException(name);
        }
        return List.copyOf(names);
    }
}
