package org.tillmesh.zatca.page;

/**
 * One shape of a font, in its place on the line; thousandths of the font's size.
 *
 * @param id index in the font file
 * @param x from the line's left end
 * @param y above the base line
 * @param advance its own width in the font file
 */
public record Glyph(int id, double x, double y, double advance) {}
