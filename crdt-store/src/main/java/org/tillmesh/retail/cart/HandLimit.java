package org.tillmesh.retail.cart;

/**
 * What somebody may give by hand without another's word.
 *
 * @param linePercent of what a line would cost without it, 0 to 100
 * @param cartPercent of what the whole cart would cost without it, 0 to 100
 */
public record HandLimit(int linePercent, int cartPercent) {
    /** Everything. */
    public static final HandLimit NONE = new HandLimit(100, 100);

    public static HandLimit of(int percent) {
        return new HandLimit(percent, percent);
    }
}
