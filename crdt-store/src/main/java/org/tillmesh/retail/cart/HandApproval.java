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
        return other.compareTo(share) <= 0;
    }

    Value toValue() {
        return new Body().put("share", share.millionths()).put("by", by).toValue();
    }

    static @Nullable HandApproval of(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        Fields in = Fields.of("approval", value);
        return new HandApproval(new HandShare(in.number("share")), in.id("by", UserId::new));
    }
}
