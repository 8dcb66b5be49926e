package org.tillmesh.till.people;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.HandLimit;
import org.tillmesh.retail.company.Role;
import org.tillmesh.retail.company.RoleProfile;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.shop.Shop;

/** What a user may do without another's word: by the role's profile as head office wrote it, else as roles are made. */
public final class Rights {
    private final Shop shop;

    public Rights(Shop shop) {
        this.shop = shop;
    }

    /** Whether the user may do it alone. */
    public boolean may(User user, Sentence act) {
        return act.kind() instanceof Act kind ? may(user, kind) : user.isManager();
    }

    public boolean may(User user, Act act) {
        return user.isManager()
                || profile(user.role())
                        .filter(profile -> profile.rights().contains(act.right()))
                        .isPresent();
    }

    /** What head office calls a role; its word where none was written. */
    String nameOf(Role role, boolean arabic) {
        return profile(role)
                .map(profile -> arabic ? profile.nameAr() : profile.name())
                .orElse(role.word());
    }

    /** What the user may give by hand; of nobody what a cashier may. */
    public HandLimit giving(@Nullable User user) {
        return giving(user == null ? Role.CASHIER : user.role());
    }

    /** What the user may pay back of one receipt in cash; null for any sum. */
    public @Nullable Money refundMax(User user) {
        return profile(user.role()).map(RoleProfile::refundMax).orElse(null);
    }

    /** What a cashier may give by hand. */
    public HandLimit cashierGiving() {
        return giving(Role.CASHIER);
    }

    private HandLimit giving(Role role) {
        return profile(role)
                .map(Rights::limit)
                .orElseGet(() -> role.equals(Role.MANAGER) ? HandLimit.NONE : ofSettings());
    }

    private static HandLimit limit(RoleProfile profile) {
        Integer ofLine = profile.lineDiscountMaxPercent();
        int ofCart = profile.discountMaxPercent();
        return new HandLimit(ofLine == null ? ofCart : ofLine, ofCart);
    }

    private HandLimit ofSettings() {
        Integer limit = shop.store()
                .read(view -> Settings.inForce(view, shop.till().branch()))
                .cashierDiscountMax();
        return HandLimit.of(limit == null ? Role.CASHIER_DISCOUNT_MAX_PERCENT : limit);
    }

    private Optional<RoleProfile> profile(Role role) {
        return shop.store().read(view -> RoleProfile.known(view, role));
    }
}
