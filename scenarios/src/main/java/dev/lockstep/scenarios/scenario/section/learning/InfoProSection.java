package dev.lockstep.scenarios.scenario.section.learning;

import dev.lockstep.scenarios.scenario.key.Bounds;
import dev.lockstep.scenarios.scenario.key.Key;

/**
 * How InfoPro's heads weigh their two losses, in even steps from the first stage with a head to the
 * last.
 *
 * @param firstImage weight of the image given back, in the first stage
 * @param firstClasses weight of the classes, there
 * @param lastImage weight of the image in the last stage with a head
 * @param lastClasses weight of the classes, there
 */
public record InfoProSection(
    @Key("weight of the image given back, in the first stage") @Bounds(min = 0, max = 1000)
        double firstImage,
    @Key("weight of the classes, in the first stage") @Bounds(min = 0, max = 1000)
        double firstClasses,
    @Key("weight of the image in the last stage with a head") @Bounds(min = 0, max = 1000)
        double lastImage,
    @Key("weight of the classes in the last stage with a head") @Bounds(min = 0, max = 1000)
        double lastClasses) {}
