import Link from 'next/link';

export default function NotFound() {
  return (
    <main className="narrow">
      <title>Not found · StartKit</title>
      <h1>Not found</h1>
      <p>There is no such page, or it is not yours to see.</p>
      <p>
        <Link href="/">Go to your organizations</Link>
      </p>
    </main>
  );
}
