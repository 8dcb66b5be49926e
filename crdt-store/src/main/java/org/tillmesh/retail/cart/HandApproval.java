package org.tillmesh.retail.cart;

import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.UserId;

/**
 * Somebody with the right let a cart give away so much by hand: it counts for the cart as it was, and for any with no
 * greater share. It goes with the cart where that goes.
 *
 * @param by the approver's user id
 */
public record HandApproval(HandShare share, UserId by) {

    boolean covers(HandShare other) {
        return other.isWithin(share);
    }

    Value toValue() {
        return new Body()
                .put("share", share.line())
                .put("cart", share.cart())
                .put("by", by)
                .toValue();
    }

    static @Nullable HandApproval of(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        Fields in = Fields.of("approval", value);
        long share = in.number("share");
        return new HandApproval(new HandShare(share, in.number("cart", share)), in.id("by", UserId::new));
    }
}
