package org.tillmesh.reports.sales;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.crdt.Scope;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.ProductId;

/** What things are called now, in both languages; what is unknown goes by its id. */
public final class Names {
    private final Books books;
    private final Map<String, Optional<Product>> products = new HashMap<>();

    public Names(Books books) {
        this.books = books;
    }

    /** Id, name and Arabic name of a product. */
    public List<Cell> product(String id) {
        return product(new ProductId(id))
                .map(product -> named(id, product.name(), product.nameAr()))
                .orElseGet(() -> named(id, id, id));
    }

    public Optional<Product> product(ProductId id) {
        return products.computeIfAbsent(
                id.value(), text -> books.retail().catalogue().byId(id));
    }

    /** Id, name and Arabic name of a category. */
    public List<Cell> category(String id) {
        Optional<Category> known = books.retail().catalogue().category(id);
        return known.map(category -> named(id, category.name(), category.nameAr()))
                .orElseGet(() -> named(id, id, id));
    }

    /** Id, name and Arabic name of whoever works here. */
    public List<Cell> user(String id) {
        Optional<User> known = id.isEmpty()
                ? Optional.empty()
                : Read.state(
                        books.view().get(Scope.COMPANY, DocType.USER.ref(id)).orElse(null), User::of);
        return known.map(user -> named(id, user.name(), user.nameAr())).orElseGet(() -> named(id, id, id));
    }

    /** Id, name and Arabic name of a branch. */
    public List<Cell> branch(String id) {
        Optional<BranchProfile> known = Read.state(
                books.view().get(Scope.COMPANY, DocType.BRANCH.ref(id)).orElse(null), BranchProfile::of);
        return known.map(branch -> named(id, branch.name(), branch.nameAr())).orElseGet(() -> named(id, id, id));
    }

    /** A customer's name; the id if there is none. */
    public Cell customer(CustomerId id) {
        return Cell.of(books.retail().customers().byId(id).map(Customer::name).orElse(id.value()));
    }

    private static List<Cell> named(String id, String name, String nameAr) {
        return List.of(Cell.of(id), Cell.of(name), Cell.of(nameAr));
    }
}
