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
        int unit = item.lastIndexOf('/');
        return isProduct(item) || unit > 0 && isProduct(item.substring(0, unit));
    }

    private boolean isProduct(String id) {
        return retail.catalogue().byId(id).isPresent();
    }

    @Override
    public boolean isCustomer(String id) {
        return retail.customers().byId(id).isPresent();
    }
}
