import { describe, expect, it } from 'vitest';
import { givenCluster, type GivenCluster } from '../../kubectl/givenCluster.ts';

/** A cluster with one MySQL server that lets root in without a password. */
function givenServer(image = 'mysql:8.0', flags = '--env=MYSQL_ALLOW_EMPTY_PASSWORD=1'): GivenCluster {
  const given = givenCluster();
  given.script(`kubectl run db --image=${image} ${flags}\nsleep 20`);
  return given;
}

describe('mysql', () => {
  const given = givenServer();
  given.script(`kubectl exec db -- mysql -e "CREATE DATABASE shop; CREATE TABLE shop.items (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL, price DECIMAL(8,2)); INSERT INTO shop.items (name, price) VALUES ('fig', 1.5), ('apple', 2), ('pear', NULL)"`);

  it.each([
    ['SELECT * FROM items', 'id\tname\tprice\n1\tfig\t1.50\n2\tapple\t2.00\n3\tpear\tNULL\n'],
    ['SELECT name FROM items WHERE price > 1.6', 'name\napple\n'],
    ["SELECT name FROM items WHERE name LIKE '%p%' ORDER BY name DESC LIMIT 1", 'name\npear\n'],
    ['SELECT COUNT(*), SUM(price), MAX(name) AS last FROM items', 'COUNT(*)\tSUM(price)\tlast\n3\t3.50\tpear\n'],
    ['SELECT name FROM items WHERE price IS NULL OR id IN (1)', 'name\nfig\npear\n'],
    ['SELECT price IS NULL AS unknown, COUNT(*) AS n FROM items GROUP BY price IS NULL', 'unknown\tn\n0\t2\n1\t1\n'],
    ['SELECT 1 + 2 * 3, CONCAT("a", 1)', '1 + 2 * 3\tCONCAT("a", 1)\n7\ta1\n'],
    ['SELECT a.name, b.name FROM items a JOIN items b ON a.id = b.id + 1', 'name\tname\napple\tfig\npear\tapple\n'],
    ['UPDATE items SET price = price + 1 WHERE id = 1; SELECT price FROM items WHERE id = 1', 'price\n2.50\n'],
    ['DELETE FROM items WHERE id = 3; SELECT COUNT(*) FROM items', 'COUNT(*)\n2\n'],
    ['SHOW TABLES', 'Tables_in_shop\nitems\n'],
    ["SHOW VARIABLES LIKE 'super%'", 'Variable_name\tValue\nsuper_read_only\tOFF\n'],
    ['SELECT DATABASE(), @@server_id, VERSION()', 'DATABASE()\t@@server_id\tVERSION()\nshop\t1\t8.0.44\n'],
    ['SELECT * FROM nothing', "ERROR 1146 (42S02) at line 1: Table 'shop.nothing' doesn't exist\ncommand terminated with exit code 1\n"],
    ['SELECT nope FROM items', "ERROR 1054 (42S22) at line 1: Unknown column 'nope' in 'field list'\ncommand terminated with exit code 1\n"],
    ['INSERT INTO items VALUES (1)', "ERROR 1136 (21S01) at line 1: Column count doesn't match value count at row 1\ncommand terminated with exit code 1\n"],
    ["INSERT INTO items (id, name) VALUES (1, 'twice')", "ERROR 1062 (23000) at line 1: Duplicate entry '1' for key 'items.PRIMARY'\ncommand terminated with exit code 1\n"],
    ['CREATE DATABASE shop', "ERROR 1007 (HY000) at line 1: Can't create database 'shop'; database exists\ncommand terminated with exit code 1\n"],
    ['SELEC 1', "ERROR 1064 (42000) at line 1: You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'SELEC 1' at line 1\ncommand terminated with exit code 1\n"],
  ])('answers %s', (sql, answer) => {
    expect(given.script(`kubectl exec db -- mysql shop -e '${sql.replaceAll("'", String.raw`'\''`)}'`)).toBe(answer);
  });

  it('draws a table for a person, and counts rows in a conversation', () => {
    const screen = given.type('kubectl exec -it db -- mysql\r', 'use shop\r', 'SELECT id, name\r', 'FROM items WHERE id = 2;\r', 'SELECT 1\\G\r', 'nonsense;\r', 'exit\r');

    expect(screen).toContain('mysql> use shop\nDatabase changed\nmysql> SELECT id, name\n    -> FROM items WHERE id = 2;\n+----+-------+\n| id | name  |\n+----+-------+\n|  2 | apple |\n+----+-------+\n1 row in set (0.00 sec)\n');
    expect(screen).toContain('*************************** 1. row ***************************\n1: 1\n1 row in set (0.00 sec)\n');
    expect(screen).toContain("ERROR 1064 (42000): You have an error in your SQL syntax");
    expect(screen).toMatch(/mysql> exit\nBye\n/);
  });

  it('says why a server is not reached', () => {
    expect(given.script('kubectl exec db -- mysql -h nodb -e "SELECT 1"')).toBe("ERROR 2005 (HY000): Unknown MySQL server host 'nodb' (-2)\ncommand terminated with exit code 1\n");
    expect(given.script('kubectl exec db -- mysql -h 127.0.0.1 -P 3307 -e "SELECT 1"')).toBe("ERROR 2003 (HY000): Can't connect to MySQL server on '127.0.0.1:3307' (111)\ncommand terminated with exit code 1\n");
    expect(given.script('kubectl exec db -- mysqladmin ping; kubectl exec db -- mysqladmin -h 127.0.0.1 -P 3307 ping')).toMatch(/^mysqld is alive\nmysqladmin: connect to server at '127\.0\.0\.1' failed\n/);
  });

  it('writes a dump that makes the same tables again', () => {
    given.script('kubectl exec db -- mysqldump shop > dump.sql; kubectl exec db -- mysql -e "CREATE DATABASE copy"; kubectl exec -i db -- mysql copy < dump.sql');

    expect(given.script('kubectl exec db -- mysql copy -N -e "SELECT name FROM items"')).toBe('fig\napple\n');
  });
});

describe('a MySQL container', () => {
  it('wants to know about the password of root, and says so', () => {
    const given = givenServer('mysql:8.0', '');

    expect(given.script('kubectl logs db')).toContain('[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified\n    You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n');
    expect(given.script('kubectl get pod db --no-headers')).toMatch(/Error|CrashLoopBackOff/);
  });

  it('makes the database and the user that its environment names', () => {
    const given = givenServer('mysql:8.0', '--env=MYSQL_ROOT_PASSWORD=root --env=MYSQL_DATABASE=blog --env=MYSQL_USER=writer --env=MYSQL_PASSWORD=ink');

    expect(given.script('kubectl exec db -- mysql -u writer -pink -h 127.0.0.1 blog -N -e "SELECT DATABASE()"')).toContain('\nblog\n');
    expect(given.script('kubectl exec db -- mysql -u writer -pwrong -h 127.0.0.1 blog -e "SELECT 1"')).toContain("ERROR 1045 (28000): Access denied for user 'writer'@'localhost' (using password: YES)\n");
  });
});
