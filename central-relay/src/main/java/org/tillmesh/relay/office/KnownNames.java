package org.tillmesh.relay.office;

import java.util.Collection;
import java.util.List;
import org.tillmesh.relay.form.Known;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.catalogue.Category;

/** Names of the company's things, as they are now. */
final class KnownNames implements Known {
    private final Branches branches;
    private final Retail retail;

    KnownNames(Branches branches, Retail retail) {
        this.branches = branches;
        this.retail = retail;
    }

    @Override
    public Collection<String> stores() {
        return branches.ids();
    }

    @Override
    public List<String> categories() {
        return retail.catalogue().categories().stream().map(Category::id).toList();
    }

    @Override
    public boolean isItem(String item) {
        int slash = item.lastIndexOf('/');
        return retail.catalogue().byId(item).isPresent()
                || slash > 0
                        && retail.catalogue().byId(item.substring(0, slash)).stream()
                                .flatMap(product -> product.units().stream())
                                .anyMatch(unit -> unit.code().equals(item.substring(slash + 1)));
    }

    @Override
    public boolean isCustomer(String id) {
        return retail.customers().byId(id).isPresent();
    }
}
