package org.tillmesh.relay.office;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tillmesh.relay.form.Known;
import org.tillmesh.relay.form.RoleForm;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Id;
import org.tillmesh.retail.value.ProductId;

/** Names of the company's things, as they are now. */
final class KnownNames implements Known {
    private final Branches branches;
    private final Retail retail;
    private final RoleOffice roles;

    KnownNames(Branches branches, Retail retail, RoleOffice roles) {
        this.branches = branches;
        this.retail = retail;
        this.roles = roles;
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
    public Collection<String> roles() {
        return roles.all().stream().map(known -> RoleForm.word(known.profile())).toList();
    }

    @Override
    public boolean isItem(String item) {
        int slash = item.lastIndexOf('/');
        return product(item).isPresent()
                || slash > 0
                        && product(item.substring(0, slash)).stream()
                                .flatMap(product -> product.units().stream())
                                .anyMatch(unit -> unit.code().equals(item.substring(slash + 1)));
    }

    private Optional<Product> product(String id) {
        return Id.isOne(id) ? retail.catalogue().byId(new ProductId(id)) : Optional.empty();
    }

    @Override
    public boolean isCustomer(String id) {
        return Id.isOne(id) && retail.customers().byId(new CustomerId(id)).isPresent();
    }
}
