package org.tillmesh.retail.cart;

import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.UserId;

/** Somebody has seen that a cart's customer is so old: it counts for all that is scanned into that cart. */
public record AgeCheck(int years, UserId by) {

    Value toValue() {
        return new Body().put("years", years).put("by", by).toValue();
    }

    static @Nullable AgeCheck of(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        Fields in = Fields.of("age check", value);
        return new AgeCheck(in.smallNumber("years"), in.id("by", UserId::new));
    }
}
