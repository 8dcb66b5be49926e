package org.tillmesh.tools.sim;

/** What one seed lives through. */
interface Life {
    /** @throws Broken if a promise was broken */
    void run();

    /** What its world is like, in words. */
    String odds();

    /** What all agree on at the end: the same on every machine and Java for one seed. */
    String outcome();
}
