package org.tillmesh.relay.office;

/**
 * How a catalogue's file is to be taken in.
 *
 * @param preview whether it is only told what would become of it, and nothing is written
 * @param newCategories whether a category that is not there is made; a row that names one is refused otherwise
 * @param encoding of a text; empty to find it out
 * @param sheet of a workbook; empty for the first that is not hidden
 */
public record ImportWish(boolean preview, boolean newCategories, String encoding, String sheet) {}
