import { describe, expect, it } from 'vitest';
import { givenCluster } from '../kubectl/givenCluster.ts';

/** One cluster with a server of each kind: what people type into their clients in a class. */
const given = givenCluster();
given.script(`kubectl run mysql --image=mysql:8 --env=MYSQL_ROOT_PASSWORD=pw
kubectl run redis --image=redis
kubectl run pg --image=postgres --env=POSTGRES_PASSWORD=pw
kubectl run mongo --image=mongo
kubectl wait --for=condition=Ready pod/mysql pod/redis pod/pg pod/mongo --timeout=3m
sleep 30
kubectl exec mysql -- mysql -uroot -ppw -e "CREATE DATABASE shop; CREATE TABLE shop.items (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20) NOT NULL, price DECIMAL(6,2) DEFAULT 1.5); INSERT INTO shop.items (name, price) VALUES ('pen', 1.2), ('book', 12.5), ('cup', 4)"
kubectl exec pg -- psql -U postgres -c "CREATE TABLE items (id SERIAL PRIMARY KEY, name VARCHAR(20) NOT NULL, price NUMERIC(6,2) DEFAULT 1.5)" -c "INSERT INTO items (name, price) VALUES ('pen', 1.2), ('book', 12.5)"
kubectl exec mongo -- mongosh --quiet --eval 'db.items.insertMany([{_id:1,name:"a",n:1},{_id:2,name:"b",n:2}])'`);

describe('mysql', () => {
  it.each([
    ['orders decimals by their value', 'SELECT name, price FROM items ORDER BY price DESC LIMIT 2', 'book\t12.50\ncup\t4.00\n'],
    ['finds the greatest decimal', 'SELECT MAX(price), MIN(price) FROM items', '12.50\t1.20\n'],
    ['picks groups with HAVING, by alias or by what is counted', 'SELECT name, COUNT(*) AS n FROM items GROUP BY name HAVING n > 0 AND MAX(price) > 2 ORDER BY name', 'book\t1\ncup\t1\n'],
    ['decides with IF', "SELECT IF(price > 3, 'dear', 'cheap'), GREATEST(1, 3, 2), LEFT(name, 2) FROM items WHERE id = 1", 'cheap\t3\tpe\n'],
    ['adds, renames and drops columns', 'ALTER TABLE items ADD COLUMN qty INT DEFAULT 7; SELECT qty FROM items WHERE id = 1; ALTER TABLE items RENAME COLUMN qty TO stock; SELECT stock FROM items WHERE id = 2; ALTER TABLE items DROP COLUMN stock; SELECT * FROM items WHERE id = 3', '7\n7\n3\tcup\t4.00\n'],
    ['makes users with a host', "CREATE USER 'app'@'%' IDENTIFIED BY 'x'; GRANT ALL PRIVILEGES ON *.* TO 'app'@'%'; SELECT user FROM mysql.user WHERE user = 'app'", 'app\n'],
  ])('%s', (_, sql, output) => {
    expect(given.script(`kubectl exec mysql -- mysql -N -uroot -ppw shop -e "${sql}" 2>/dev/null`)).toBe(output);
  });

  it('shows how a table was made', () => {
    expect(given.script('kubectl exec mysql -- mysql -N -uroot -ppw shop -e "SHOW CREATE TABLE items" 2>/dev/null')).toContain("`price` decimal(6,2) DEFAULT '1.50',\\n  PRIMARY KEY (`id`)\\n) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci");
  });

  it('says when a column is there already', () => {
    expect(given.script('kubectl exec mysql -- mysql -uroot -ppw shop -e "ALTER TABLE items ADD name INT" 2>&1 | grep ERROR')).toBe("ERROR 1060 (42S21) at line 1: Duplicate column name 'name'\n");
  });
});

describe('psql', () => {
  it.each([
    ['describes a table as the server sees it', "-c '\\d items'", '                                   Table "public.items"\n Column |         Type          | Collation | Nullable |              Default              \n--------+-----------------------+-----------+----------+-----------------------------------\n id     | integer               |           | not null | nextval(\'items_id_seq\'::regclass)\n name   | character varying(20) |           | not null |\n price  | numeric(6,2)          |           |          | 1.5\nIndexes:\n    "items_pkey" PRIMARY KEY, btree (id)\n\n'],
    ['shows a record a block with -x', '-x -c "SELECT id, name FROM items WHERE id = 2"', '-[ RECORD 1 ]\nid   | 2\nname | book\n\n'],
    ['orders numbers by their value', '-tA -c "SELECT name FROM items ORDER BY price DESC"', 'book\npen\n'],
    ['alters tables', '-c "ALTER TABLE items ADD COLUMN qty INT DEFAULT 0" -tA -c "SELECT qty FROM items WHERE id = 1" -c "ALTER TABLE items DROP COLUMN qty"', 'ALTER TABLE\n0\nALTER TABLE\n'],
  ])('%s', (_, args, output) => {
    expect(given.script(`kubectl exec pg -- psql -U postgres ${args}`)).toBe(output);
  });
});

it.each([
  ['takes a cursor as an array', 'db.items.find({n:{$gt:1}}).toArray()', "[ { _id: 2, name: 'b', n: 2 } ]\n"],
  ['sorts and cuts', 'db.items.find().sort({n:-1}).limit(1)', "[ { _id: 2, name: 'b', n: 2 } ]\n"],
  ['counts along a cursor', 'db.items.find().count()', '2\n'],
  ['gives a field of a document', 'db.items.findOne({_id:1}).name', 'a\n'],
  ['lists collections as an array', 'db.getCollectionNames()', "[ 'items' ]\n"],
])('mongosh %s', (_, source, output) => {
  expect(given.script(`kubectl exec mongo -- mongosh --quiet --eval '${source}'`)).toBe(output);
});

it('redis-cli ends an error with an empty line where a program reads it', () => {
  expect(given.script('kubectl exec redis -- redis-cli foo')).toBe("ERR unknown command 'foo', with args beginning with: \n\n");
});

it.each([
  ['redis', "sh: 1: printf: %q: invalid directive\ncommand terminated with exit code 2\n"],
])('printf of the sh in %s knows no %%q', (pod, output) => {
  expect(given.script(`kubectl exec ${pod} -- sh -c 'printf "%q\\n" "a b"'`)).toBe(output);
});
