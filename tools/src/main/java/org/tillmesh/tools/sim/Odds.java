package org.tillmesh.tools.sim;

import java.util.Random;

/** What a seed's world is like; drawn first, so that some worlds are quiet in one way and wild in another. */
record Odds(
        int tills,
        int steps,
        int cutsPerMille,
        int failuresPerMille,
        int removalsPercent,
        boolean restores,
        boolean copies,
        boolean rots,
        boolean fills,
        boolean skews,
        boolean hardSyncs,
        boolean oversteps,
        boolean years) {

    static Odds draw(Random random) {
        return new Odds(
                1 + random.nextInt(4),
                40 + random.nextInt(120),
                random.nextInt(3) * 40,
                random.nextInt(3) * 15,
                random.nextInt(3) * 40,
                random.nextInt(3) == 0,
                random.nextInt(3) == 0,
                random.nextInt(3) == 0,
                random.nextInt(4) == 0,
                random.nextInt(2) == 0,
                random.nextInt(3) > 0,
                random.nextInt(2) == 0,
                random.nextInt(3) == 0);
    }
}
