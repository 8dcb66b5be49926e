package org.tillmesh.app.page;

/**
 * One row of a page, in two lines.
 *
 * @param id by which it is chosen
 * @param name whole; {@code line} stands under it
 * @param amount a sum or quantity at the end of the first line; empty for none
 * @param mark a word at the end of the second line; empty for none
 */
public record PageRow(String id, String name, String line, String amount, String mark, Tone tone) {
    public PageRow(String id, String name, String line, String amount) {
        this(id, name, line, amount, "", Tone.PLAIN);
    }
}
