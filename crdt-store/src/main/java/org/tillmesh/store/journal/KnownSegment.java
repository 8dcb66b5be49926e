package org.tillmesh.store.journal;

import java.util.TreeMap;

/**
 * A segment whose commits a base knows, so that opening need not read it.
 *
 * @param runs by the number of a first commit, where it and those that follow it stand, in bytes from the segment's start
 */
public record KnownSegment(SegmentFormat.SegmentHeader header, TreeMap<Long, int[]> runs) {}
