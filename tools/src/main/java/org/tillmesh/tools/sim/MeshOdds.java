package org.tillmesh.tools.sim;

import java.util.Random;

/** What a seed's mesh is like; drawn first, so that some are quiet in one way and wild in another. */
record MeshOdds(
        int tills,
        int steps,
        int cutsPercent,
        boolean restarts,
        boolean restores,
        boolean images,
        boolean rots,
        boolean dies,
        boolean hardSyncs,
        boolean powerCuts,
        boolean failures,
        boolean fills,
        boolean skews,
        int lostPerMille,
        int doubledPerMille,
        int deafPerMille) {

    static MeshOdds draw(Random random) {
        int tills = random.nextInt(10) == 0 ? 7 + random.nextInt(8) : 2 + random.nextInt(4);
        boolean restores = random.nextInt(3) == 0;
        boolean rots = random.nextInt(3) == 0;
        return new MeshOdds(
                tills,
                20 + random.nextInt(50),
                random.nextInt(3) * 8,
                random.nextInt(2) == 0,
                restores,
                random.nextInt(3) == 0,
                rots,
                random.nextInt(3) == 0 && !(rots && restores),
                random.nextInt(3) == 0,
                random.nextInt(3) > 0,
                random.nextInt(3) == 0,
                random.nextInt(3) == 0,
                random.nextInt(2) == 0,
                random.nextInt(3) * 15,
                random.nextInt(3) * 15,
                random.nextInt(3) * 2);
    }
}
